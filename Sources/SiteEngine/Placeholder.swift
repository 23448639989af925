import Documents
import Templates
